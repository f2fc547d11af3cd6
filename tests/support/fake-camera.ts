/** How Chromium is told to take its camera from a file. */

/** Flags for a Chromium whose camera shows this video, over and over, and is allowed without a question. */
export const fakeCameraFlags = (videoPath: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${videoPath}`,
];
