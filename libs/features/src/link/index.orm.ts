export { type LinkOrder, makeLink } from './staff/make-link.js'
