import { describe, expect, it } from '@jest/globals'
import { seededRandom } from '../random.js'
import { captureReport, type ScoredRead } from './capture.js'

const readers = Array.from({ length: 10 }, (_, i) => `r${i}`)
const groups = ['north', 'south', 'east', 'west']

/** 200 files, three independent reads each; r0 and r1 share every fourth file. */
function honestReads(seed: number): ScoredRead[] {
  const random = seededRandom(seed)
  return Array.from({ length: 200 }, (_, i) => i).flatMap((i) => {
    const own = i % 4 === 0 ? ['r0', 'r1', 'r9'] : [0, 3, 6].map((step) => readers[(i + step) % 10] ?? '')
    return own.map((reader) => ({
      reader,
      file: `f${i}`,
      group: groups[Math.floor(random() * 4)] ?? null,
      score: 1 + Math.round(random() * 8) / 2,
      language: 'en',
    }))
  })
}

describe('signs of capture', () => {
  it('names nobody among readers who judge by themselves', () => {
    const reports = Array.from({ length: 20 }, (_, seed) => captureReport(honestReads(seed)))

    expect(reports.flatMap(({ agreeing, clustered }) => [...agreeing, ...clustered]).length).toBeLessThanOrEqual(1)
  })

  it('names two who always agree, with what readers usually do beside it', () => {
    const honest = honestReads(1)
    const scoreOf = (file: string) => honest.find((read) => read.file === file && read.reader === 'r0')?.score ?? null
    const reads = honest.map((read) =>
      read.reader === 'r1' ? { ...read, score: scoreOf(read.file) ?? read.score } : read,
    )

    const { agreeing, usualAgreement } = captureReport(reads)

    const [pair] = agreeing
    expect(agreeing.map(({ readers: two }) => two)).toEqual([['r0', 'r1']])
    expect(pair?.agreed).toBe(pair?.files)
    expect(usualAgreement).toBeLessThan(0.45)
  })

  it('names who reads mostly one group', () => {
    const reads = honestReads(1).map((read) => (read.reader === 'r5' ? { ...read, group: 'north' } : read))
    const own = reads.filter(({ reader }) => reader === 'r5').length

    expect(captureReport(reads).clustered).toEqual([{ reader: 'r5', group: 'north', reads: own, inGroup: own }])
  })

  it('names nobody for reading where their language is spoken, and who gathers a group within it', () => {
    const reads = honestReads(2).map((read) => {
      const isNorth = Math.floor(Number(read.file.slice(1)) / 10) % 2 === 0
      const isArabic = read.reader === 'r5' || read.reader === 'r6' || read.reader === 'r7'
      return isArabic ? { ...read, language: 'ar', group: isNorth ? 'north' : 'south' } : read
    })
    const gathered = reads.map((read) => (read.reader === 'r6' ? { ...read, group: 'south' } : read))

    expect(captureReport(reads).clustered).toEqual([])
    expect(captureReport(gathered).clustered).toContainEqual(expect.objectContaining({ reader: 'r6', group: 'south' }))
  })

  it('says nothing of fewer than eight reads, and something of eight', () => {
    const others = honestReads(3)
    const few = (count: number): ScoredRead[] =>
      Array.from({ length: count }, (_, i) =>
        ['x', 'y'].map((reader) => ({ reader, file: `s${i}`, group: 'new', score: 3, language: 'en' })),
      ).flat()

    expect(captureReport([...others, ...few(7)])).toMatchObject({ agreeing: [], clustered: [] })
    expect(captureReport([...others, ...few(8)])).toMatchObject({
      agreeing: [{ readers: ['x', 'y'], files: 8, agreed: 8 }],
      clustered: [
        { reader: 'x', group: 'new', reads: 8, inGroup: 8 },
        { reader: 'y', group: 'new', reads: 8, inGroup: 8 },
      ],
    })
  })

  it('compares nothing where nothing is scored or shared', () => {
    const unscored = honestReads(1).map((read) => ({ ...read, score: null, group: null }))

    expect(captureReport(unscored)).toEqual({ usualAgreement: null, agreeing: [], clustered: [] })
    expect(captureReport([])).toEqual({ usualAgreement: null, agreeing: [], clustered: [] })
  })
})
