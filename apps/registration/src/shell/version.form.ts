import { Fault } from '#platform/fault.js'
import { Field } from '#platform/form/section.js'

/** The version a page showed, for acts that must not run over a newer one. */
export class VersionForm {
  @Field({ control: 'text', limit: 6 })
  version!: string
}

/** Fault `malformed_form` when it is no count. */
export function versionOf({ version }: { readonly version?: string }): number {
  if (version === undefined || !/^\d{1,6}$/.test(version)) throw new Fault('malformed_form')
  return Number(version)
}
