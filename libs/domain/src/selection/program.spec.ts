import { describe, expect, it } from '@jest/globals'
import { solving } from '#test/support/selection/solving.js'
import { modelOf, type Program, solveProgram } from './program.js'
import type { SolverAnswer } from '../solver.js'

const program: Program = {
  goal: 'most',
  costs: [3, 2.5, 0, 1],
  rows: [
    { at: [0, 1, 2, 3], weights: [1, 2, -1, 1], least: 1, most: 4 },
    { at: [0, 1], least: 0, most: 2 },
    { at: [2], least: 1, most: Infinity },
  ],
  lower: [0, 0, 2, 0],
  upper: [1, 1, 2, Infinity],
  whole: 2,
}

describe('a linear program', () => {
  it('is written without constants and without sides that cannot bind', () => {
    expect(modelOf(program)).toEqual({
      kind: 'text',
      text: `Maximize
 goal: + 3 x0 + 2.500000000000 x1 + 1 x3
Subject To
 l0: + 1 x0 + 2 x1 + 1 x3 >= 3
 m0: + 1 x0 + 2 x1 + 1 x3 <= 6
Bounds
 0 <= x0 <= 1
 0 <= x1 <= 1
 x3 >= 0
General
x0 x1
End
`,
    })
  })

  it('is solved to its optimum', async () => {
    expect(await solveProgram(program, solving)).toMatchObject({
      status: 'optimal',
      objective: 3 + 2.5 + 3,
      values: [1, 1, 2, 3],
    })
  })

  it('gives prices when nothing has to be whole', async () => {
    const found = await solveProgram(
      {
        goal: 'most',
        costs: [1, 3],
        rows: [
          { at: [0, 1], least: 0, most: 5 },
          { at: [1], least: -Infinity, most: 2 },
        ],
        lower: [0, 0],
        upper: [9, 9],
        whole: 0,
      },
      solving,
    )

    expect(found).toEqual({ status: 'optimal', objective: 9, values: [3, 2], duals: [1, 2] })
  })

  it('is answered at once when it holds constants only, or cannot be met', async () => {
    const settled = { ...program, upper: [0, 0, 2, 3], lower: [0, 0, 2, 3] }

    expect(await solveProgram(settled, solving)).toEqual({
      status: 'optimal',
      objective: 3,
      values: [0, 0, 2, 3],
      duals: [],
    })
    expect(modelOf({ ...settled, upper: [0, 0, 2, 2], lower: [0, 0, 2, 2] })).toEqual({ kind: 'infeasible' })
    expect(modelOf({ ...program, rows: [{ at: [0], least: 2, most: 3 }] })).toEqual({ kind: 'infeasible' })
  })

  it('says so when no whole numbers meet it', async () => {
    expect(
      await solveProgram({ ...program, rows: [{ at: [0, 1], weights: [2, 2], least: 1, most: 1 }] }, solving),
    ).toEqual({ status: 'infeasible' })
  })

  it('does not believe a solver whose answer breaks a row', async () => {
    const wrong = async (): Promise<SolverAnswer> => ({
      status: 'optimal',
      objective: 5,
      values: new Map([
        ['x0', 1],
        ['x1', 0.6],
        ['x3', 4],
      ]),
    })

    await expect(solveProgram(program, { solve: wrong, secondsPerTask: 1 })).rejects.toThrow('solver_answer')
  })
})
