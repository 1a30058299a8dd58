import { describe, expect, it } from '@jest/globals'
import { invented, travelForm } from './answers.js'
import { readDemoOptions } from './demo.js'
import { Draw } from './draw.js'

const people = (seed: number, size: number) => {
  const draw = new Draw(seed)
  return Array.from({ length: size }, (_, i) => {
    const person = invented(draw, i + 1)
    return { ...person, travel: travelForm(draw, person) }
  })
}

const scripts = {
  Latn: /\p{Script=Latin}/u,
  Arab: /\p{Script=Arabic}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Deva: /\p{Script=Devanagari}/u,
  Ethi: /\p{Script=Ethiopic}/u,
  Geor: /\p{Script=Georgian}/u,
  Armn: /\p{Script=Armenian}/u,
  Beng: /\p{Script=Bengali}/u,
  Taml: /\p{Script=Tamil}/u,
  Hani: /\p{Script=Han}/u,
}

describe('the people of a demonstration', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(people(1, 24)).toEqual(people(1, 24))
    expect(people(2, 24)).not.toEqual(people(1, 24))
  })

  it('write their names in ten scripts', () => {
    const names = people(1, 200).map(({ name }) => name)
    const found = Object.entries(scripts).filter(([, script]) => names.some((name) => script.test(name)))

    expect(found.map(([code]) => code)).toEqual(Object.keys(scripts))
  })

  it.each([
    ['--stage', 'travel', { stage: 'travel', seed: 1, size: 24 }],
    ['--stage', 'board', { stage: 'board', seed: 1, size: 3140 }],
    ['--stage', 'over', null],
    ['--size', '0', null],
  ])('are asked for with %s %s', (name, value, wanted) => {
    expect(readDemoOptions([name, value])).toEqual(wanted)
  })
})
