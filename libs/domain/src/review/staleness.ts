/** Number of the newest version of each section; 1 is what was sent. */
export type SectionVersions = Readonly<Record<string, number>>

export interface OlderSection {
  readonly section: string
  readonly writtenOn: number
  readonly newest: number
}

/** States in which an out-of-date review may stand again or be written anew: whoever reads the file may, until it is decided. */
export const renewableIn: readonly string[] = ['in_review', 'vetting', 'board']

/**
 * Sections replaced since the review was written, by name; none when it is up to date. A section that is new counts from
 * 0, one that is gone does not count. A review with any is marked, leaves the mean and stays readable beside the version
 * it was written on, until its author confirms or rewrites it.
 */
export const olderSections = (writtenOn: SectionVersions, newest: SectionVersions): OlderSection[] =>
  Object.entries(newest)
    .map(([section, version]) => ({ section, writtenOn: versionOf(writtenOn, section), newest: version }))
    .filter((section) => section.writtenOn < section.newest)
    .toSorted((a, b) => (a.section < b.section ? -1 : 1))

/**
 * Versions a review stands on once its author has confirmed it: those the page showed, never more than there are, and
 * never fewer than before. A version nobody was shown leaves it out of date.
 */
export const confirmedOn = (
  writtenOn: SectionVersions,
  shown: SectionVersions,
  newest: SectionVersions,
): SectionVersions =>
  Object.fromEntries(
    Object.entries(newest).map(([section, version]) => [
      section,
      Math.max(versionOf(writtenOn, section), Math.min(versionOf(shown, section), version)),
    ]),
  )

const versionOf = (versions: SectionVersions, section: string): number =>
  Object.hasOwn(versions, section) ? (versions[section] ?? 0) : 0
