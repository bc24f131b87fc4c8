"""Words for signing in and for the list of people. Tables only."""

GUARDS = {
    "manager_there": "A manager who may see this case is still here. Ask them to name you",
    "in_conflict": "A conflict of interest is recorded for you. It is lifted by a manager, and not regained",
    "person_not_changed": "That cannot be changed: not for yourself, and not for what the work account says",
    "username_empty": "Enter your username",
    "password_empty": "Enter your password",
    "wrong_pair": "The username or password is not right, or the account is locked for a while",
    "wrong_code": "The code is not right, has been used, or the account is locked for a while",
    "username_missing": "Enter a username",
    "taken": "There is somebody with that username already",
    "username": "A username has 2 to 41 small letters, digits, dots, dashes or underlines",
    "name_missing": "Enter the name as it is to stand in the history",
    "name": "The name is too long",
    "role": "Choose a role",
}

NOTICES = {
    "access_regained": "You can see the case now. Your reason stands in its history, and the team is told.",
    "person_changed": "The person was changed, and is signed out everywhere.",
}
