export { type LinkSession, LinkSessions } from './registration/link-sessions.js'
