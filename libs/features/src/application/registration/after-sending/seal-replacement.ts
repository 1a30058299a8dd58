import type { Directory } from '#platform/vault/directory.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import type { ApplicantSession } from '../applicant-session.js'
import { displayFor, mailboxPart } from '../mailbox.js'
import { compartmentsIn, replacedPart } from '../seal-as-read.js'
import { keptSection, sealCopy } from './own-copy.store.js'
import type { Replacing } from './read-replacing.js'
import type { AsShown, SectionAsRead } from './sections-as-read.js'

/**
 * The records of one replaced section: one for each compartment its page reaches, even where nothing was answered now,
 * since what was answered before must not stand any longer. Beside them, where the page asks for it, what the worker
 * must know anew, the person's zone and language, and their kept copy.
 */
export function sealReplacement(
  { directory, me, file }: { directory: Directory; me: ApplicantSession; file: Replacing },
  read: SectionAsRead,
  shown: AsShown,
): SealedRecord[] {
  const owner = me.applicationId
  const version = (file.versions.get(read.key)?.version ?? 1) + 1
  const parts = compartmentsIn(read).map((compartment) => {
    const schema = `${compartment}.section.${read.key}`
    const record = replacedPart(read, compartment, shown)
    return sealRecord({ owner, compartment, schema, version }, record, [directory.compartmentKey(compartment)])
  })

  return [...parts, ...forTheWorker(directory, owner, file, read), ...forThePerson(me, file, read, shown.lang)]
}

function forTheWorker(directory: Directory, owner: string, file: Replacing, read: SectionAsRead): SealedRecord[] {
  const part = mailboxPart(read.key, read.values)
  if (!part) return []
  const place = { owner, compartment: 'contact', schema: 'contact.mailbox', version: file.mailboxVersion + 1 }
  return [sealRecord(place, part, [directory.compartmentKey('contact'), directory.workerKey()])]
}

function forThePerson(
  me: ApplicantSession,
  { display, copy }: Replacing,
  read: SectionAsRead,
  lang: AsShown['lang'],
): SealedRecord[] {
  const { zone = display.zone, language = display.language } = mailboxPart(read.key, read.values) ?? {}
  const isOther = zone !== display.zone || language !== display.language
  const kept = keptSection(read, lang)
  const answers = copy?.answers.some(({ key }) => key === read.key)
    ? copy.answers.flatMap((section) => (section.key === read.key ? (kept ?? []) : section))
    : [...(copy?.answers ?? []), ...(kept ? [kept] : [])]

  return [
    ...(isOther ? [displayFor(me, { zone, language }, display.version + 1)] : []),
    ...(copy ? [sealCopy(me, answers, copy.version + 1)] : []),
  ]
}
