export { moveApplication, type MoveRefusal } from './move-application.js'
export { seeFile, type SeenFile, seenFiles } from './staff/see-file.js'
export { sectionSchemas, sectionVersions } from './staff/section-versions.js'
