const maxLength = 200;

/**
 * True for a regular expression that compiles and whose time grows with the text's length only: no repetition of a
 * group that itself repeats or chooses, no back reference.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern === '' || pattern.length > maxLength) return false;
  try {
    new RegExp(pattern, 'iu');
  } catch {
    return false;
  }
  const plainPattern = pattern.replace(/\\[^1-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]/.test(plainPattern)) return false;
  const open: boolean[] = [];
  let group: boolean | undefined;
  for (let index = 0; index < plainPattern.length; index += 1) {
    const sign = plainPattern.charAt(index);
    const repeats = '*+{'.includes(sign);
    if (repeats && group === true && plainPattern[index - 1] === ')') return false;
    if (sign === '(') open.push(false);
    else if (sign === ')') {
      group = open.pop() ?? false;
      if (group && open.length > 0) open[open.length - 1] = true;
    } else if ((repeats || sign === '|') && open.length > 0) open[open.length - 1] = true;
  }
  return (plainPattern.match(/[*+]|\{\d+,/g) ?? []).length <= 4;
}
