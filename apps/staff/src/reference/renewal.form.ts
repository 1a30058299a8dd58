import { VersionField } from '../shell/posted-fields.js'

/** The version of the request the page showed. */
export class RenewalForm {
  @VersionField()
  version!: string
}
