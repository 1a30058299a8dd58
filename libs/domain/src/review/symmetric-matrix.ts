/** Square, symmetric, row by row. */
export type Matrix = readonly Float64Array[]

/** A matrix of zeros to be filled. */
export const zeros = (size: number): Float64Array[] => Array.from({ length: size }, () => new Float64Array(size))

/**
 * Inverse of a positive definite matrix by Cholesky's L·Lᵀ; every diagonal here holds a prior's precision, so none is
 * singular. Costs size³ multiplications: 90 unknowns take under 2 ms.
 */
export function inverse(matrix: Matrix): Matrix {
  const half = invertedHalf(lowerHalf(matrix))
  const result = zeros(matrix.length)
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0
      for (let k = row; k < matrix.length; k++) sum += cell(half, k, row) * cell(half, k, column)
      put(result, row, column, sum)
      put(result, column, row, sum)
    }
  }

  return result
}

/** The value at a place inside the matrix. */
export const cell = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0

/** Adds to the value at a place inside the matrix. */
export const add = (matrix: Matrix, row: number, column: number, value: number): void =>
  put(matrix, row, column, cell(matrix, row, column) + value)

function put(matrix: Matrix, row: number, column: number, value: number): void {
  const cells = matrix[row]
  if (cells) cells[column] = value
}

/** L of L·Lᵀ. */
function lowerHalf(matrix: Matrix): Matrix {
  const half = zeros(matrix.length)
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = cell(matrix, row, column)
      for (let k = 0; k < column; k++) rest -= cell(half, row, k) * cell(half, column, k)
      put(half, row, column, row === column ? Math.sqrt(rest) : rest / cell(half, column, column))
    }
  }

  return half
}

/** L⁻¹, lower as well. */
function invertedHalf(half: Matrix): Matrix {
  const result = zeros(half.length)
  for (let column = 0; column < half.length; column++) {
    put(result, column, column, 1 / cell(half, column, column))
    for (let row = column + 1; row < half.length; row++) {
      let sum = 0
      for (let k = column; k < row; k++) sum -= cell(half, row, k) * cell(result, k, column)
      put(result, row, column, sum / cell(half, row, row))
    }
  }

  return result
}
