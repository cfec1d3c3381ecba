import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../api/problem.ts';
import { Icon } from '../icons/icon.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { saveFile } from './save-file.ts';

interface DownloadButtonProps {
  label: string;
  fileName: string;
  load: () => Promise<Blob>;
}

/** A file that is asked for when it is wanted. */
export function DownloadButton({ label, fileName, load }: DownloadButtonProps) {
  const download = useMutation({
    mutationFn: load,
    onSuccess: (content) => saveFile(content, fileName),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="download" size={16} />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {label}
      </Button>
      {download.error && <ProblemNotice problem={toProblem(download.error)} />}
    </>
  );
}

export const toJsonFile = (content: unknown): Blob =>
  new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
