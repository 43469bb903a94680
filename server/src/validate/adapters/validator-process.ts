import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '../../domain/app-error.ts';
import type { ValidationInput, ValidationReport } from '../../domain/validation.ts';
import type { Validator } from '../validator.ts';
import type { FromValidator, ToValidator, ValidatorStart } from './validator-messages.ts';

export interface ValidatorProcessOptions {
  /** The module that the process runs. */
  readonly entry: URL;
  /** Milliseconds that one input may take. */
  readonly timeout: number;
  /** Resident bytes that the process may hold. */
  readonly memoryCap: number;
  /** Inputs that may wait. */
  readonly queue: number;
  /** Milliseconds that an input may wait. */
  readonly patience: number;
}

interface Job {
  readonly input: ValidationInput;
  readonly resolve: (report: ValidationReport) => void;
  readonly reject: (error: AppError) => void;
  readonly patience: NodeJS.Timeout;
}

/** Time that the process's own watchdog has before it is killed from here, in milliseconds. */
const watchdogGrace = 1500;
/** Time that a process may take to start. */
const startTimeout = 120_000;

/**
 * One process of its own that checks one input at a time. It is started when the first input comes, and again when it
 * died: at the deadline, over the memory cap, or by what it was sent.
 */
export function createValidatorProcess(options: ValidatorProcessOptions): Validator {
  return new ProcessValidator(options);
}

class ProcessValidator implements Validator {
  readonly #options: ValidatorProcessOptions;
  readonly #waiting = new Set<Job>();
  #child: ChildProcess | undefined;
  #isReady = false;
  /** `isTaken` tells an input that may have killed its process from one that found it dead. */
  #running: { readonly job: Job; readonly deadline: number; isTaken: boolean } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: ValidatorProcessOptions) {
    this.#options = options;
  }

  validate(input: ValidationInput): Promise<ValidationReport> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new AppError('unavailable', 'The validator is closed.'));
      } else if (this.#waiting.size >= this.#options.queue) {
        reject(busy());
      } else {
        const patience = setTimeout(() => {
          if (this.#waiting.delete(job)) reject(busy());
        }, this.#options.patience);
        const job: Job = { input, resolve, reject, patience };
        this.#waiting.add(job);
        this.#next();
      }
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = new AppError('unavailable', 'The validator is closed.');
    for (const { reject, patience } of this.#waiting) {
      clearTimeout(patience);
      reject(closed);
    }
    this.#waiting.clear();
    const child = this.#child;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  #next(): void {
    const [job] = this.#waiting;
    if (job === undefined || this.#running !== undefined) return;
    if (this.#child === undefined) {
      this.#start();
    } else if (this.#isReady) {
      this.#waiting.delete(job);
      clearTimeout(job.patience);
      this.#running = { job, deadline: performance.now() + this.#options.timeout, isTaken: false };
      this.#killAfter(this.#options.timeout + watchdogGrace);
      // A send to a process that has just died fails; its exit tells the rest.
      this.#child.send({ input: job.input } satisfies ToValidator, () => undefined);
    }
  }

  #start(): void {
    const { entry, memoryCap, timeout } = this.#options;
    const start: ValidatorStart = { parentPid: process.pid, memoryCap, timeout };
    const child = fork(entry, [JSON.stringify(start)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#killAfter(startTimeout);
    child.on('message', (message: FromValidator) => {
      this.#hear(message);
    });
    let hasEnded = false;
    const end = (): void => {
      if (!hasEnded) this.#end();
      hasEnded = true;
    };
    child.once('exit', end);
    child.once('error', end);
  }

  #hear(message: FromValidator): void {
    if (message.type === 'taken') {
      if (this.#running !== undefined) this.#running.isTaken = true;
      return;
    }
    clearTimeout(this.#timer);
    if (message.type === 'ready') this.#isReady = true;
    else {
      const job = this.#running?.job;
      this.#running = undefined;
      if (message.type === 'report') job?.resolve(message.report);
      else job?.reject(new AppError(message.code, message.message));
    }
    this.#next();
  }

  /** Who was being served learns why; who waits is served by the next process, unless this one could not even start. */
  #end(): void {
    clearTimeout(this.#timer);
    const couldStart = this.#isReady;
    const running = this.#running;
    this.#child = undefined;
    this.#isReady = false;
    this.#running = undefined;
    if (running?.isTaken === true) running.job.reject(this.#reasonOf(running.deadline));
    else if (running !== undefined) this.#waiting.add(running.job);
    if (this.#isClosed) return;
    if (couldStart) {
      this.#next();
      return;
    }
    for (const job of this.#waiting) {
      clearTimeout(job.patience);
      job.reject(new AppError('unavailable', 'The validator cannot start.'));
    }
    this.#waiting.clear();
  }

  #reasonOf(deadline: number): AppError {
    const seconds = String(this.#options.timeout / 1000);
    return performance.now() >= deadline
      ? new AppError('too-slow', `Checking this took more than ${seconds} seconds: validate a part of it.`)
      : new AppError('unavailable', 'The validator stopped at this input: validate a part of it.');
  }

  #killAfter(milliseconds: number): void {
    const child = this.#child;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => child?.kill('SIGKILL'), milliseconds);
  }
}

function busy(): AppError {
  return new AppError('busy', 'Many texts are being validated at this moment: try again in a minute.', {
    details: { retryAfter: 30 },
  });
}
