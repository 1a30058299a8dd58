import type { ReadVersion } from '#features/application/staff/file-versions.js'
import type { ShownRecord } from '#features/application/staff/open-application.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { OpenAnswer } from '#features/invitation/staff/read-answer.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'
import type { Words } from '#words/index.js'
import type { ReadForm } from '#platform/form/read-form.js'
import type { DecisionForm } from '../decision/decision.form.js'
import type { ReviewDraft } from '../review/review-draft.js'
import type { Panels } from './file-panels.js'

/** What an act on a file leaves for the page that follows. */
export interface Shown {
  /** Code of a refusal. */
  readonly notice?: unknown
  /** Code of something that was done. */
  readonly done?: unknown
  /** Readers the file could go to were asked for. */
  readonly assign?: boolean
  /** A review that could not be taken, as it was typed. */
  readonly review?: ReviewDraft
  /** A decision whose reason in words could not be taken, as it was typed. */
  readonly decision?: ReadForm<DecisionForm>
}

/** What every part of a file's page is drawn from. */
export interface FileProps {
  readonly words: Words
  readonly title: string
  readonly me: StaffActor
  readonly token: string
  readonly file: SeenFile
  readonly records: readonly ShownRecord[]
  /** As opened, what was sent first among them. */
  readonly opened: readonly OpenedRecord[]
  /** Replaced sections, oldest first. */
  readonly versions: readonly ReadVersion[]
  readonly panels: Panels
  readonly answer: OpenAnswer | null
  readonly shown: Shown
}
