export { moveApplication, type MoveRefusal } from './move-application.js'
export { seeFile, type SeenFile, seenFiles } from './staff/see-file.js'
