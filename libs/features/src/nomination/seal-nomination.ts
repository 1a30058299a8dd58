import type { Directory } from '#platform/vault/directory.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import type { NominationForm, NomineeChannel } from './nomination.form.js'

/** `nomination.contact`: what a coordinator opens. `by` is a partner's name, empty for a member of staff. */
export interface NomineeContact {
  readonly name: string
  readonly channel: NomineeChannel
  readonly address: string
  readonly language: string
  readonly by: string
}

/** `nomination.reasons`: what a vetting lead opens. */
export interface NomineeReasons {
  readonly why: string
  readonly known: string
  readonly by: string
}

/** Seals a whole form as the two records of a nomination, each to its compartment alone. */
export function sealNomination(directory: Directory, owner: string, form: NominationForm, by: string): SealedRecord[] {
  const contact: NomineeContact = {
    name: form.nominee_name,
    channel: form.nominee_channel,
    address: form.nominee_address,
    language: form.nominee_language,
    by,
  }
  const reasons: NomineeReasons = { why: form.nominee_why, known: form.nominee_known, by }
  const place = { owner, version: 1 }

  return [
    sealRecord({ ...place, compartment: 'contact', schema: 'nomination.contact' }, contact, [
      directory.compartmentKey('contact'),
    ]),
    sealRecord({ ...place, compartment: 'references', schema: 'nomination.reasons' }, reasons, [
      directory.compartmentKey('references'),
    ]),
  ]
}
