export { moveApplication, type MoveRefusal } from './move-application.js'
export { roleFor } from './staff/move-file.js'
export { seeFile, type SeenFile, seenFiles } from './staff/see-file.js'
