const folders = /^(models|tunedModels)\//;

/** People write `gemini-…` and `models/gemini-…`; the path has the folder exactly once. */
export function bareModel(model: string): string {
  return model.replace(folders, '');
}

export function folderOf(model: string): string {
  return folders.exec(model)?.[1] ?? 'models';
}
