/**
 * The notice that tells every participant why time is recorded. Its words are in app/text; changing what they say
 * means a new version here, and everybody is shown it again (ME-4).
 */
export const noticeVersion = '2026-11-23';
