export { LinkSessions } from './registration/link-sessions.js'
