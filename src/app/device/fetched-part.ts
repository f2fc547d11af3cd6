/** A part of the app that is fetched apart: once, however often it is asked for. */

export type FetchedPart<T> = {
  /** Fetches it; a fetch that failed is tried again by the next who asks. */
  readonly load: () => Promise<T>;
  /** What has been fetched. */
  readonly loaded: () => T | undefined;
};

/** The part that `fetchPart` answers. */
export const fetchedPart = <T>(fetchPart: () => Promise<T>): FetchedPart<T> => {
  let loading: Promise<T> | undefined;
  let loaded: T | undefined;
  return {
    load: () => {
      loading ??= fetchPart().then(
        (part) => (loaded = part),
        (reason: unknown) => {
          loading = undefined;
          throw reason;
        },
      );
      return loading;
    },
    loaded: () => loaded,
  };
};
