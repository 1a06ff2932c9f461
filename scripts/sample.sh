# Sourced by run.sh: lays out the sample as a repository of its own, once; what the user changed in it stays.

# lay_out_sample HOME: prints the working tree's path.
lay_out_sample() {
  local folder="$1/sample" name=hello-kaggle fresh
  if [ ! -e "$folder/$name/.git" ]; then
    [ -d "$root/samples/$name" ] || fail "The sample is missing: $root/samples/$name"
    mkdir -p "$folder" || fail "The sample cannot be laid out in $folder."
    if [ -e "$folder/$name" ]; then
      fail "$folder/$name is no repository: move it away, or start with --no-sample."
    fi
    fresh=$(mktemp -d "$folder/.fresh.XXXXXX")
    # A remote without a tree holds what the user pushed.
    if [ -e "$folder/$name.git" ]; then
      git clone -q "$folder/$name.git" "$fresh/tree" >&2 || { rm -rf "$fresh"; fail "$folder/$name.git cannot be cloned."; }
    else
      make_sample "$fresh" "$folder/$name.git" ||
        { rm -rf "$fresh"; fail "The sample cannot be laid out in $folder; see the words of git above."; }
      # The remote first: a tree whose remote is missing would look finished the next time.
      mv "$fresh/remote" "$folder/$name.git"
    fi
    name_author "$fresh/tree"
    mv "$fresh/tree" "$folder/$name"
    rm -rf "$fresh"
  fi
  printf '%s\n' "$folder/$name"
}

# make_sample FRESH REMOTE: a tree and its bare remote in FRESH, which is moved to REMOTE later.
make_sample() {
  local fresh=$1 remote=$2 tree="$1/tree"
  {
    git init -q --template= -b main "$tree" &&
      tar -C "$root/samples/hello-kaggle" --exclude=__pycache__ --exclude=.pytest_cache --exclude=./results -cf - . |
      tar -C "$tree" -xf - &&
      sample_git "$tree" add -A &&
      sample_git "$tree" commit -q -m "A small project to try Kaggle Runner with" &&
      git init -q --bare --template= -b main "$fresh/remote" &&
      git -C "$tree" remote add origin "$fresh/remote" &&
      git -C "$tree" push -q -u origin main &&
      git -C "$tree" remote set-url origin "$remote"
  } >&2 || return 1
}

# Without a name of his own the user could not commit in the sample.
name_author() {
  if ! git -C "$1" config user.email > /dev/null; then
    git -C "$1" config user.name "Kaggle Runner sample"
    git -C "$1" config user.email sample@localhost
  fi
}

sample_git() {
  local tree=$1
  shift
  git -C "$tree" -c user.name="Kaggle Runner" -c user.email=kaggle-runner@localhost -c commit.gpgsign=false \
    -c core.autocrlf=false -c core.hooksPath=/dev/null "$@"
}
