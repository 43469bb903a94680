import type { Attachment } from 'svelte/attachments';

/** Attaches when the element first comes near the screen, so that what it needs is not loaded for who never sees it. */
export function onceInView(attach: Attachment<HTMLElement>): Attachment<HTMLElement> {
  return (element) => {
    let detach: ReturnType<typeof attach>;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        detach = attach(element);
      },
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      detach?.();
    };
  };
}
