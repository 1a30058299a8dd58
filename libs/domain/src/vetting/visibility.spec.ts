import { describe, expect, it } from '@jest/globals'
import { type Role, roles } from '../lifecycle.js'
import { knownFlags, maySetFlag, vettingFlagKinds, vettingFlags } from './flags.js'
import { type FileFacts, visible } from './visibility.js'

const viewers: readonly (readonly Role[])[] = [
  [],
  ...roles.map((role) => [role]),
  ...(['coordinator', 'vetting_lead', 'board', 'security_officer', 'translator'] as const).map((role): Role[] => [
    'reviewer',
    role,
  ]),
]
const ownReviews = ['none', 'draft', 'submitted', 'abstained', 'removed'] as const
const opinions = ['none', 'asked', 'agree', 'disagree'] as const
const assignments: readonly (readonly Role[])[] = [[], ['reviewer'], ['board'], ['reviewer', 'board']]

/** Today's phase of the wave: reading is open; not yet, or over; the file was sent lately to a wave that collects. */
const phases = [
  { isSealed: false, isReadingOpen: true },
  { isSealed: false, isReadingOpen: false },
  { isSealed: true, isReadingOpen: false },
]
const settings: readonly FileFacts[] = ['in_review', 'vetting', 'draft', 'erased'].flatMap((state) =>
  [false, true].flatMap((isRestricted) =>
    [false, true].flatMap((hasConflict) =>
      assignments.flatMap((assignedAs) =>
        ownReviews.flatMap((ownReview) =>
          opinions.flatMap((opinion) =>
            phases.map((phase) => ({ state, isRestricted, hasConflict, assignedAs, ownReview, opinion, ...phase })),
          ),
        ),
      ),
    ),
  ),
)
const all = viewers.flatMap((held) =>
  settings.map((facts) => ({ held, facts, seen: visible({ accountId: 'a', roles: held }, facts) })),
)
const where = (claim: (row: (typeof all)[number]) => boolean) => all.filter(claim).length

describe('what one viewer may see of one file', () => {
  it('VIS-1 holds a file for whoever sees its reviews, and reviews for whoever sees the private ones', () => {
    expect(all.length).toBeGreaterThan(20_000)
    expect(where(({ seen }) => seen.reviews && !seen.exists)).toBe(0)
    expect(where(({ seen }) => seen.privateReviews && !seen.reviews)).toBe(0)
    expect(where(({ seen }) => seen.privateReviews)).toBeGreaterThan(0)
  })

  it('V2 shows a reader whose review is not in nobody’s, unless they were asked what they think of one', () => {
    const owes = ({ held, facts }: (typeof all)[number]) =>
      facts.assignedAs.includes('reviewer') && held.length > 0 && facts.ownReview !== 'submitted'
    const mayOpine = ({ facts: { opinion, ownReview } }: (typeof all)[number]) =>
      (opinion === 'asked' || opinion === 'agree') && (ownReview === 'none' || ownReview === 'abstained')

    expect(where((row) => owes(row) && !mayOpine(row) && (row.seen.reviews || row.seen.decisions))).toBe(0)
    expect(where((row) => owes(row) && mayOpine(row) && row.seen.reviews)).toBeGreaterThan(0)
  })

  it('V2 opens the profile alone to who owes a review, whatever other role they hold, and compares with the rest', () => {
    const owes = ({ facts, seen }: (typeof all)[number]) =>
      seen.exists &&
      facts.assignedAs.includes('reviewer') &&
      facts.state === 'in_review' &&
      (facts.ownReview === 'draft' || (facts.ownReview === 'none' && facts.opinion === 'none'))
    const opensMore = ({ seen }: (typeof all)[number]) => seen.compartments.some((name) => name !== 'profile')
    const isIn = ({ facts }: (typeof all)[number]) => facts.ownReview === 'submitted'

    expect(where((row) => owes(row) && (opensMore(row) || !row.seen.readsBlind))).toBe(0)
    expect(where((row) => owes(row) && row.seen.compared.includes('contact'))).toBeGreaterThan(0)
    expect(
      where((row) => isIn(row) && (row.seen.readsBlind || row.seen.compartments.join() !== row.seen.compared.join())),
    ).toBe(0)
    expect(where((row) => isIn(row) && opensMore(row))).toBeGreaterThan(0)
  })

  it('VIS-7 shows private reviews to those who decide and to no other reader', () => {
    const judges = new Set<Role>(['coordinator', 'vetting_lead', 'board'])

    expect(where(({ held, seen }) => seen.privateReviews && !held.some((role) => judges.has(role)))).toBe(0)
    expect(
      where(({ held, seen }) => seen.reviews && !seen.privateReviews && held.includes('reviewer')),
    ).toBeGreaterThan(0)
  })

  it('shows no flag to who scores the file, and an earlier conduct case to the lead and the security officer alone', () => {
    const harm = new Set<Role>(['vetting_lead', 'security_officer'])
    const knowsConduct = ({ seen }: (typeof all)[number]) => seen.flags.includes('earlier_conduct')

    expect(where(({ facts, seen }) => facts.assignedAs.includes('reviewer') && seen.flags.length > 0)).toBe(0)
    expect(where(({ held, seen }) => held.join() === 'reviewer' && seen.flags.length > 0)).toBe(0)
    expect(where((row) => knowsConduct(row) && !row.held.some((role) => harm.has(role)))).toBe(0)
    expect(where(knowsConduct)).toBeGreaterThan(0)
    expect(where(({ seen }) => seen.flags.length > 0 && !seen.exists)).toBe(0)
  })

  it('lets nobody set a flag they may not know of, and scorers none', () => {
    for (const role of roles) {
      const set = vettingFlagKinds.filter((kind) => maySetFlag([role], kind))
      expect([role, set.filter((kind) => !knownFlags([role]).includes(kind))]).toEqual([role, []])
    }
    expect([knownFlags(['reviewer']), knownFlags(['translator'])]).toEqual([[], []])
    expect(vettingFlagKinds.every((kind) => vettingFlags[kind].setBy.length > 0)).toBe(true)
  })

  it('REV-8 lets a reader find, read and review a file only while reading is open', () => {
    const onlyReads = ({ held }: (typeof all)[number]) => held.join() === 'reviewer'
    const isClosed = ({ facts }: (typeof all)[number]) => !facts.isReadingOpen

    expect(where((row) => isClosed(row) && (row.seen.ownReview || (onlyReads(row) && row.seen.exists)))).toBe(0)
    expect(where((row) => !isClosed(row) && onlyReads(row) && row.seen.ownReview)).toBeGreaterThan(0)
    expect(where((row) => row.seen.ownReview && !row.facts.assignedAs.includes('reviewer'))).toBe(0)
  })

  it('REV-8 shows what was sent lately to a wave that collects to the security officer alone, and its reviews to nobody', () => {
    const sealed = ({ facts }: (typeof all)[number]) => facts.isSealed
    const reads = ({ seen }: (typeof all)[number]) => seen.compartments.length > 0

    expect(where((row) => sealed(row) && reads(row) && !row.held.includes('security_officer'))).toBe(0)
    expect(where((row) => sealed(row) && (row.seen.reviews || row.seen.decisions))).toBe(0)
    expect(where((row) => sealed(row) && row.seen.exists && row.held.includes('coordinator'))).toBeGreaterThan(0)
  })

  it('shows nothing at all in a conflict, of a draft, or of what was erased', () => {
    const hidden = where(
      ({ facts, seen }) =>
        (facts.hasConflict || facts.state === 'draft' || facts.state === 'erased') &&
        (seen.exists || seen.reviews || seen.decisions || seen.compartments.length > 0),
    )

    expect(hidden).toBe(0)
  })
})
