# Sourced by ./build and ./intelmqctl: sets JAVA_HOME to a JDK 25 or newer, and checks that Maven is there.
jdk_version() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }
jdk_ok() { [ -x "$1/bin/javac" ] && [ "$(jdk_version "$1")" -ge 25 ] 2>/dev/null; }
if ! jdk_ok "${JAVA_HOME:-/nonexistent}"; then
  for jdk in "${JAVA_25_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "${JDK_25:-}" \
      /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_ok "$jdk"; then JAVA_HOME=$jdk; break; fi
  done
fi
jdk_ok "${JAVA_HOME:-/nonexistent}" || {
  echo "A JDK 25 is needed: install one (for instance Temurin 25, package temurin-25-jdk) or set JAVA_HOME to it." >&2
  exit 2
}
export JAVA_HOME
command -v mvn >/dev/null || {
  echo "Maven 3.8.6 or newer is needed: install it (for instance apt-get install maven, or brew install maven)." >&2
  exit 2
}
