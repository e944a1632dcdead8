import { consultationDocumentContent } from '@alliance/contracts/consultation-document.contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callFile } from '../../platform/call';

/** The bytes of a picture of a consultation, fetched once. */
export const usePicture = (consultationId: string, documentId: string) =>
  useQuery({
    queryKey: ['consultation-pictures', documentId],
    queryFn: ({ signal }) => callFile(consultationDocumentContent, { params: { id: consultationId, documentId } }, { signal }),
    staleTime: Infinity,
  });

/** For an image element: its address lives as long as it is on the screen. */
export const useShownIn = (picture: Blob) =>
  useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return;
      const url = URL.createObjectURL(picture);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [picture],
  );
