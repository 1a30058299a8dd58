import { describe, expect, it } from '@jest/globals'
import { nextFile, type ReadableFile } from './next-file.js'

const file = (id: string, change: Partial<ReadableFile> = {}): ReadableFile => ({
  id,
  reviews: 0,
  ownReview: 'none',
  isOwn: false,
  hasConflict: false,
  ...change,
})
const seeds = Array.from({ length: 300 }, (_, i) => `${i}`)
const drawn = (files: readonly ReadableFile[]): string[] =>
  [...new Set(seeds.map((seed) => nextFile(files, seed) ?? 'nothing'))].toSorted()

describe('the next file of a reader', () => {
  it('REV-1 REV-7 is a review that is out of date or begun before any other', () => {
    const files = [
      file('new'),
      file('stale', { ownReview: 'stale', reviews: 2 }),
      file('in', { ownReview: 'submitted' }),
    ]

    expect(drawn(files)).toEqual(['stale'])
    expect(drawn([...files, file('draft', { ownReview: 'draft', reviews: 1 })])).toEqual(['draft'])
  })

  it('REV-1 is the one nobody has read when A has scored the other', () => {
    expect(drawn([file('1', { reviews: 1 }), file('2')])).toEqual(['2'])
  })

  it('REV-1 is any of those that are tied, each about as often', () => {
    const files = [file('1'), file('2'), file('3'), file('4', { reviews: 1 })]
    const counts = ['1', '2', '3'].map((id) => seeds.filter((seed) => nextFile(files, seed) === id).length)

    expect(drawn(files)).toEqual(['1', '2', '3'])
    expect(Math.min(...counts)).toBeGreaterThan(70)
  })

  it('REV-1 is the same for one seed in whatever order the files come', () => {
    const files = ['a', 'b', 'c', 'd', 'e'].map((id) => file(id))

    expect(seeds.map((seed) => nextFile(files, seed))).toEqual(seeds.map((seed) => nextFile(files.toReversed(), seed)))
  })

  it('REV-1 is never the reader’s own application nor one in conflict', () => {
    const files = [
      file('own', { isOwn: true }),
      file('conflict', { hasConflict: true }),
      file('begun and in conflict', { hasConflict: true, ownReview: 'draft' }),
    ]

    expect(drawn(files)).toEqual(['nothing'])
    expect(drawn([...files, file('read by many', { reviews: 9 })])).toEqual(['read by many'])
  })

  it('REV-1 is the one that was begun, however often others have read it', () => {
    expect(drawn([file('1'), file('2', { reviews: 5, ownReview: 'draft' })])).toEqual(['2'])
  })

  it('REV-1 is a calibration file that is not reviewed yet, before whatever was begun; then as ever', () => {
    const others = [file('stale', { ownReview: 'stale' }), file('begun', { ownReview: 'draft' }), file('fresh')]
    const calibration = (id: string, change: Partial<ReadableFile> = {}) => file(id, { isCalibration: true, ...change })
    const fresh = [calibration('1', { reviews: 7 }), calibration('2', { reviews: 7 })]

    expect(drawn([...others, ...fresh])).toEqual(['1', '2'])
    expect(drawn([...others, ...fresh, calibration('3', { reviews: 9, ownReview: 'draft' })])).toEqual(['3'])
    const over = [calibration('4', { ownReview: 'submitted' }), calibration('5', { ownReview: 'stale', reviews: 3 })]
    const barred = [calibration('6', { isOwn: true }), calibration('7', { hasConflict: true })]
    expect(drawn([...others, ...over, ...barred])).toEqual(['begun', 'stale'])
  })

  it.each(['submitted', 'abstained', 'removed'] as const)('is never one whose own review is %s', (ownReview) => {
    expect(drawn([file('1', { ownReview })])).toEqual(['nothing'])
    expect(nextFile([], 'seed')).toBeNull()
  })
})
