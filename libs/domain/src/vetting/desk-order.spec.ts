import { describe, expect, it } from '@jest/globals'
import { type DeskFacts, deskFilters, fitting, nextFile } from './desk-order.js'

const ready: DeskFacts = {
  state: 'vetting',
  points: 15,
  grade: 'E3',
  openHarm: 0,
  hasConcern: false,
  isRestricted: false,
  unseconded: 0,
  forViewer: 0,
}
const files = {
  ready,
  waits: { ...ready, state: 'more_info' },
  incomplete: { ...ready, points: 14 },
  weak: { ...ready, grade: 'E2' },
  harm: { ...ready, openHarm: 1 },
  concern: { ...ready, hasConcern: true },
  restricted: { ...ready, isRestricted: true },
  alone: { ...ready, unseconded: 2 },
  toSecond: { ...ready, unseconded: 2, forViewer: 1 },
} as const satisfies Record<string, DeskFacts>
const nameOf = (file: DeskFacts) => Object.entries(files).find(([, one]) => one === file)?.[0]

describe('the list of the vetting desk', () => {
  it('is narrowed to what is missing, what was feared, and what is ready', () => {
    const shown = deskFilters.map((filter) => [filter, fitting(Object.values(files), filter).map(nameOf)])

    expect(Object.fromEntries(shown)).toEqual({
      all: Object.keys(files),
      incomplete: ['incomplete'],
      harm: ['harm'],
      weak: ['weak'],
      concern: ['concern', 'restricted'],
      second: ['alone', 'toSecond'],
      ready: ['ready'],
    })
  })

  it('goes on with the first file in vetting that is not ready', () => {
    expect(nextFile([files.ready, files.waits, files.weak, files.harm])).toBe(files.weak)
    expect(nextFile([files.ready, files.waits])).toBeNull()
    expect(nextFile([files.alone, files.toSecond])).toBe(files.toSecond)
    expect(nextFile([files.alone])).toBeNull()
    expect(nextFile([{ ...files.alone, points: 14 }])).not.toBeNull()
    expect(nextFile([])).toBeNull()
  })
})
