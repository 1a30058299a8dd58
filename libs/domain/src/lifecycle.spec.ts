import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from './application/lifecycle.js'
import { journeyLifecycle } from './journey/lifecycle.js'
import { advance, type Lifecycle, moveRows, roles } from './lifecycle.js'
import { taskLifecycle } from './task/lifecycle.js'
import { visaCaseLifecycle } from './visa/lifecycle.js'

const tables: readonly (readonly [string, Lifecycle])[] = [
  ['application', applicationLifecycle],
  ['visa case', visaCaseLifecycle],
  ['journey', journeyLifecycle],
  ['task', taskLifecycle],
]

describe.each(tables)('STA-17 %s', (_, lifecycle) => {
  const rows = moveRows(lifecycle)
  const states = Object.keys(lifecycle)
  const [previous = null] = states

  it('leads where the table says', () => {
    const wrong = rows.filter(({ from, move, to, by: [role] }) => {
      const next = role && advance(lifecycle, { from, previous, move, role })

      return !(next && next.ok && next.value.to === (to === 'previous' ? previous : to))
    })

    expect(wrong).toEqual([])
  })

  it.each(['invented', 'toString', 'constructor', '__proto__'])('refuses the state or move %s', (name) => {
    const asked = states.flatMap((state) => [
      { from: name, previous, move: Object.keys(lifecycle[state]?.moves ?? {})[0] ?? 'close' },
      { from: state, previous, move: name },
    ])

    expect(asked.filter((step) => roles.some((role) => advance(lifecycle, { ...step, role }).ok))).toEqual([])
  })

  it('goes back to the state before only when there is one it has', () => {
    const back = rows.filter(({ to }) => to === 'previous')
    const gone = back.filter(({ from, move, by: [role] }) =>
      [null, undefined, 'invented', 'toString'].some(
        (state) => role && advance(lifecycle, { from, previous: state, move, role }).ok,
      ),
    )

    expect(gone).toEqual([])
  })
})
