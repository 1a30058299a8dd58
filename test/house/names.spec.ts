import { describe, expect, it } from '@jest/globals'
import { launcher, type Source, typescript } from './sources.js'

const banned = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'processor',
  'misc',
  'base',
  'shared',
  'service',
]
const partsOf = (name: string) => name.split(/[/.\-_]|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase())

const badNames = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ file, text }) => {
    const classes = [...text.matchAll(/^\s*(?:export )?(?:abstract )?class (\w+)/gm)].map((match) => match[1] ?? '')
    return [file, ...classes]
      .filter((name) => partsOf(name).some((part) => banned.includes(part)))
      .map((name) => `${file}: ${name}`)
  })

const camelFiles = (sources: readonly Source[]): string[] =>
  sources.map(({ file }) => file).filter((file) => /[A-Z_]/.test(file.replace(/^.*\/docs\//, '')))

const own = [...typescript(), ...launcher()].filter(({ file }) => !file.endsWith('test/house/names.spec.ts'))

describe('names', () => {
  it('uses no word that hides what a thing does', () => {
    expect(
      badNames([{ file: 'libs/x/mail-helper.ts', text: 'export class QueueManager {}\nclass Basement {}' }]),
    ).toHaveLength(2)
    expect(badNames(own)).toEqual([])
  })

  it('names files in kebab-case', () => {
    expect(camelFiles([{ file: 'libs/MyFile.ts', text: '' }])).toHaveLength(1)
    expect(camelFiles(own)).toEqual([])
  })
})
