import { describe, expect, it } from '@jest/globals'
import { sourcesOf } from './sources.js'

const physical =
  /(?:^|[;{\s])(?:margin|padding|border)-(?:left|right)\b|(?:^|[;{\s])(?:left|right)\s*:|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)/
const physicalLines = (text: string): string[] => text.split('\n').filter((line) => physical.test(line))

describe('the one stylesheet', () => {
  const [sheet, ...others] = sourcesOf(['libs'], ['.css'])

  it('is the only one, and small', () => {
    expect(others.map(({ file }) => file)).toEqual([])
    expect(Buffer.byteLength(sheet?.text ?? '')).toBeLessThanOrEqual(8192)
  })

  it('knows no left and right', () => {
    expect(
      physicalLines('a { margin-left: 1px }\nb { margin-inline: 2px }\nc { right: 0 }\nd { text-align: right }'),
    ).toHaveLength(3)
    expect(physicalLines(sheet?.text ?? 'left: 0')).toEqual([])
  })

  it('fetches nothing and moves nobody who asked for rest', () => {
    expect(sheet?.text).not.toMatch(/@import|url\(|https?:|@font-face/)
    expect(sheet?.text).toMatch(/forced-colors/)
    expect(sheet?.text).toMatch(/@media print/)
  })
})
