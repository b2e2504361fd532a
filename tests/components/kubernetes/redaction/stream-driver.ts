import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import type { PodPython, Run } from "./pod-python";

/** A part of what a program writes, and whether it flushes after it. */
export interface Part {
  readonly bytes: Buffer;
  readonly flush: boolean;
}

/** One process of Python that redacts whatever it is sent, for properties with many examples. */
export class StreamDriver {
  private readonly child: ChildProcess;
  private readonly answers: Interface;
  private readonly waiting: ((answer: string) => void)[] = [];

  constructor(python: PodPython, run: Run) {
    this.child = spawn(python.program, [join(__dirname, "stream-driver.py")], {
      env: python.environment(run),
      stdio: ["pipe", "inherit", "inherit", "pipe"],
    });
    this.answers = createInterface({ input: this.child.stdio[3] as Readable });
    this.answers.on("line", (line) => this.waiting.shift()?.(line));
  }

  /** What comes out of a redacting stream that was written `parts`. */
  async write(parts: readonly Part[]): Promise<Buffer> {
    const request = {
      parts: parts.map(({ bytes }) => bytes.toString("latin1")),
      flush: parts.map(({ flush }) => flush),
    };
    const answer = new Promise<string>((resolve, reject) => {
      this.waiting.push(resolve);
      this.child.once("exit", (code) => reject(new Error(`Python ended with ${code}`)));
    });
    this.child.stdin!.write(`${JSON.stringify(request)}\n`);
    try {
      return Buffer.from(JSON.parse(await answer) as string, "latin1");
    } finally {
      this.child.removeAllListeners("exit");
    }
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin!.end();
    await ended;
  }
}
