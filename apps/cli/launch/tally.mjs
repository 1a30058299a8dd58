// The last line of `npm test`, from Jest's --json report.

/** `N passed, N failed` and, when any were, `, N skipped`. A file that could not run counts as one failure. */
export function tallyLine(report) {
  const skipped = report.numPendingTests + report.numTodoTests
  const line = `${report.numPassedTests} passed, ${failuresIn(report)} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

/** Failed tests and files that could not run at all. */
export const failuresIn = (report) => report.numFailedTests + report.numRuntimeErrorTestSuites
