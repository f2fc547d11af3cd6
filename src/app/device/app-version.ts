/** This build, shown on `/plattan` and told to the office. */
export const appVersion: string = import.meta.env['VITE_APP_VERSION'] ?? 'dev';
