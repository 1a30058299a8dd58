// Loaded into each app of the practice copy: when the launcher is gone, however it went, the app ends as on SIGTERM.
process.channel?.unref()
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
