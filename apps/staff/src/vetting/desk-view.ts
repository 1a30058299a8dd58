import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { DeskFile } from '#features/vetting/staff/desk/read-desk.js'
import type { WordKey, Words } from '#words/index.js'
import type { CheckRow } from './check.form.js'
import type { HarmRow } from './harm.form.js'

/** What an act leaves for the page that follows. */
export interface DeskShown {
  /** Code of a refusal. */
  readonly notice?: unknown
  /** Code of something that was done. */
  readonly done?: unknown
  /** What was typed and could not be taken. */
  readonly checks?: readonly CheckRow[]
  readonly harm?: readonly HarmRow[]
  /** Field to code. */
  readonly errors?: Readonly<Record<string, string>>
}

export interface DeskProps extends DeskFile {
  readonly words: Words
  readonly me: StaffActor
  readonly title: string
  readonly token: string
  /** Id of the file to go on with. */
  readonly next: string | null
  readonly shown: DeskShown
}

const sentences: Readonly<Record<string, WordKey>> = { half: 'staff.vetting.half', stale: 'staff.vetting.stale' }

/** The sentence of a field that could not be taken. */
export const wrongText = ({ words, shown }: Pick<DeskProps, 'words' | 'shown'>, path: string): string | undefined => {
  const code = shown.errors?.[path]
  return code === undefined ? undefined : words(sentences[code] ?? 'staff.vetting.long')
}

/**
 * What a form is shown with that met findings it was not drawn over: the rows somebody changed in it, and where another was
 * first. Rows left as they were drawn show what stands now.
 */
export function metOthers<T>(rows: readonly T[], drawn: (row: T) => unknown, path: (row: T) => string) {
  const stale = rows.filter((row) => drawn(row) === 'stale').map((row) => [path(row), 'stale'])
  return {
    typed: rows.filter((row) => drawn(row) !== undefined),
    errors: Object.fromEntries(stale) as Readonly<Record<string, string>>,
  }
}

interface Row {
  readonly over?: string
}

/** Id of the finding a row is about: what was typed stays about the one it was typed over, until it met another. */
export const overOf = (
  { errors }: DeskShown,
  path: string,
  { typed, standing }: { readonly typed: Row | undefined; readonly standing: { readonly id: string } | undefined },
): string | undefined => (typed && errors?.[path] !== 'stale' ? typed.over : standing?.id)
