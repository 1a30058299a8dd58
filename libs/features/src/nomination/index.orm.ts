export { nominatorNames } from './staff/nominator-names.js'
