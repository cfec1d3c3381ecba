export const snippets = {
  languages: { curl: 'curl', python: 'OpenAI SDK, Python', typescript: 'OpenAI SDK, TypeScript' },
  language: 'Language',
  copy: (language: string) => `Copy the ${language} snippet`,
  tokenHere: 'your token',
} as const;
