import { execFileSync } from 'node:child_process'
import { env, execPath } from 'node:process'
import { describe, expect, it } from '@jest/globals'
import { assess } from './assess.js'
import { shippedRules } from './rule-set.js'
import type { VisaInput } from './visa-input.js'
import cases from './visa-cases.json' with { type: 'json' }

const here = cases.map((row) => assess(row.input as unknown as VisaInput, shippedRules).assessment)

/** The same in a process of its own, with the minutes its clock lies behind UTC as proof of its zone. */
function answersIn(zone: string): { minutes: number; answers: unknown } {
  const script = `
    const { assess } = await import(${JSON.stringify(import.meta.resolve('./assess.js'))})
    const { shippedRules } = await import(${JSON.stringify(import.meta.resolve('./rule-set.js'))})
    const inputs = ${JSON.stringify(cases.map(({ input }) => input))}
    const answers = inputs.map((input) => assess(input, shippedRules).assessment)
    console.log(JSON.stringify({ minutes: new Date(2027, 3, 11).getTimezoneOffset(), answers }))`
  const options = { encoding: 'utf8', env: { ...env, TZ: zone, NODE_OPTIONS: '--no-warnings' } } as const

  return JSON.parse(execFileSync(execPath, ['--input-type=module', '--eval', script], options))
}

describe("the machine's own clock", () => {
  it.each([
    ['Pacific/Pago_Pago', 660],
    ['Pacific/Kiritimati', -840],
  ])('LET-8 in %s, %i minutes behind UTC, changes no answer', (zone, minutes) => {
    expect(answersIn(zone)).toEqual({ minutes, answers: here })
  })
})
