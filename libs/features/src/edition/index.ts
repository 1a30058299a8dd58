export { openPracticeEdition } from './cli/practice-edition.js'
