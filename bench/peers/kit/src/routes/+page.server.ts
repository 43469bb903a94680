const sentence = 'Un garage solidaire ouvre ses portes aux habitants du quartier. ';

/** As many articles as are asked for: what a page costs that looks nothing up. */
export function load({ url }: { url: URL }): { articles: { title: string; text: string }[] } {
  const count = Number(url.searchParams.get('articles') ?? 20);
  return {
    articles: Array.from({ length: count }, (_, number) => ({
      title: `Article ${number}`,
      text: sentence.repeat(4),
    })),
  };
}
