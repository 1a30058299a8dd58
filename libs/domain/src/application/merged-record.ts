/** A question and its answer as read; `section` names the page of the form, `language` that of a replaced page. */
export interface RecordAnswer {
  readonly section?: string
  readonly language?: string
  readonly path: string
  readonly question: string
  readonly lines: readonly string[]
}

/** What one compartment holds of an application. */
export interface ReadRecord {
  readonly language?: string
  readonly answers?: readonly RecordAnswer[]
  readonly values?: Readonly<Record<string, unknown>>
}

/** A replaced section: everything it says in one compartment, and the names of the fields it says it of. */
export interface Replacement extends ReadRecord {
  readonly section: string
  readonly fields: readonly string[]
}

/**
 * A record with replaced sections in place of the older ones, oldest first. A replaced section stands where it stood;
 * one that was never sent comes last. Fields left empty in the replacement are gone.
 */
export function mergedRecord(sent: ReadRecord, replacements: readonly Replacement[]): ReadRecord {
  return replacements.reduce<ReadRecord>((record, { section, fields, language, answers = [], values = {} }) => {
    const before = record.answers ?? []
    const at = before.findIndex((answer) => answer.section === section)
    const others = before.filter((answer) => answer.section !== section)
    const own = answers.map((answer) => ({ ...answer, section, language }))
    const kept = Object.entries(record.values ?? {}).filter(([name]) => !fields.includes(name))

    return {
      ...record,
      answers: at < 0 ? [...others, ...own] : [...before.slice(0, at), ...own, ...others.slice(at)],
      values: { ...Object.fromEntries(kept), ...values },
    }
  }, sent)
}

export interface ChangedAnswer {
  readonly path: string
  readonly question: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Answers that differ between two versions of a record, in the order of the newer one; those that are gone come last. */
export function changedAnswers(before: ReadRecord, after: ReadRecord): ChangedAnswer[] {
  const older = new Map((before.answers ?? []).map((answer) => [answer.path, answer]))
  const newer = new Map((after.answers ?? []).map((answer) => [answer.path, answer]))
  const asked = [...newer.values(), ...[...older.values()].filter(({ path }) => !newer.has(path))]

  return asked
    .map(({ path, question }) => ({
      path,
      question,
      before: older.get(path)?.lines ?? [],
      after: newer.get(path)?.lines ?? [],
    }))
    .filter((answer) => answer.before.join('\n') !== answer.after.join('\n'))
}
