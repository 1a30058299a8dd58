import { readSignIns, writeSignIns } from '#features/staff/cli/local-staff.js'

/** What the mailbox page lists of an applicant. */
interface Listed {
  readonly code: string
  readonly caseNumber: string
  readonly person: { readonly name: string }
}

/** Three codes are enough to look around with; the list is read by people. */
export function rememberApplicants(keyFolder: string, applicants: readonly Listed[]): void {
  const now = readSignIns(keyFolder)
  const added = applicants.slice(0, 3).map(({ person, code, caseNumber }) => ({ label: person.name, code, caseNumber }))
  const others = now.applicants.filter((known) => added.every(({ code }) => code !== known.code))
  writeSignIns(keyFolder, { ...now, applicants: [...added, ...others].slice(0, 12) })
}
