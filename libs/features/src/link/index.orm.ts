export { pressLink } from './cli/press-link.js'
export { type LinkOrder, makeLink } from './staff/make-link.js'
