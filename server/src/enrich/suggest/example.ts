/** A concept that may be suggested, with the words that mean it. */
export interface SuggestibleConcept {
  readonly scheme: string;
  readonly code: string;
  /** Code of the broader concept. */
  readonly broader?: string;
  /** What it is called, in every language: its preferred and other labels, none that are hidden. */
  readonly names?: readonly string[];
  /** Every label in every language, hidden ones included. */
  readonly labels: readonly string[];
  /** Definitions, in every language. */
  readonly definitions: readonly string[];
}

/** A text whose concepts are known: a label of a crosswalk, or a thing with declared concepts. */
export interface Example {
  readonly text: string;
  readonly scheme: string;
  readonly codes: readonly string[];
  /** The source whose crosswalk maps the label, or whose record the thing is. */
  readonly source: string;
  readonly origin: 'mapped' | 'thing';
}

/** What is known of the concepts of one scheme. */
export interface SchemeKnowledge {
  readonly concepts: readonly SuggestibleConcept[];
  readonly examples: readonly Example[];
}
