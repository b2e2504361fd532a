# Read by bash and sh as they start (BASH_ENV, ENV): files of training code are its owner's alone (I-4).
# PHYSICAL_AI_UMASK may let the group in, as 027 does, never others.
case "${PHYSICAL_AI_UMASK:-}" in
  [0-7][0-7]7 | 0[0-7][0-7]7) umask "$PHYSICAL_AI_UMASK" ;;
  *) umask 077 ;;
esac
