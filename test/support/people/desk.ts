import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { ConfirmAssessment } from '#features/visa/staff/confirm-assessment.js'
import { OpenVisaCase } from '#features/visa/staff/open-visa-case.js'
import { ReadVisaCase } from '#features/visa/staff/read-visa-case.js'
import { Audit } from '#platform/audit/audit.js'
import type { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { World } from '../world.js'

export interface Desk {
  readonly read: ReadVisaCase
  readonly open: OpenVisaCase
  readonly confirm: ConfirmAssessment
}

/** The travel desk's use-cases on one database, as the staff app puts them together. */
export function deskOf(staff: Database, world: World): Desk {
  const keyring = new Keyring(staff, world.directory, new Audit(staff))
  const read = new ReadVisaCase(staff)
  const open = new OpenVisaCase(read, new StepUpWindow(staff), keyring)
  return { read, open, confirm: new ConfirmAssessment(open, staff, world.directory, keyring) }
}
