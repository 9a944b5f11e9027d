#!/bin/sh
# 备份一次，留最近几份：  sh config/deploy/backup.sh 目录 [份数，默认 14]
# 内置数据库用 backup 命令（连同佐证），PostgreSQL 用 pg_dump（佐证在库里；放在对象存储的由对象存储备份）。
# 只有新的一份完好，才删旧的。在项目根目录运行。
set -eu
umask 077
dir=${1:?后面要写放备份的目录}
keep=${2:-14}
PATH=$PWD/node_modules/node/bin:$PATH
stamp=$(TZ=Asia/Shanghai date +%Y-%m-%d)

url=${DATABASE_URL:-$(sed -n 's/^DATABASE_URL:[[:space:]]*//p' "${CONFIG_DIR:-config}/local.yaml" 2>/dev/null | tr -d "\"'" || true)}
case $url in
  postgres:* | postgresql:*)
    file=$dir/zhibutong-$stamp.dump
    # What was begun and not finished is no copy.
    trap 'rm -f "$file.part"' EXIT
    # The password goes by the environment: a list of processes shows arguments.
    PGPASSWORD=$(URL=$url node -p 'decodeURIComponent(new URL(process.env.URL).password)')
    export PGPASSWORD
    # pg_dump takes no + for a space.
    pg_dump --format=custom --file="$file.part" "$(URL=$url node -p 'const u = new URL(process.env.URL); u.password = ""; u.search = u.search.replaceAll("+", "%20"); u.href')"
    pg_restore --list "$file.part" >/dev/null
    mv "$file.part" "$file"
    echo "已备份到 $file"
    # doctor 据此知道备份过；记不下不影响备份
    node src/cli/start.mjs backup "$file" >/dev/null || true
    ;;
  *)
    file=$dir/zhibutong-$stamp.db
    node src/cli/start.mjs backup "$file"
    ;;
esac

ls -1 "$dir"/zhibutong-????-??-??."${file##*.}" | sort -r | tail -n +"$((keep + 1))" | while read -r old; do
  rm -f "$old"
done
