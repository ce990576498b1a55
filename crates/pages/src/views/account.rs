//! Signing in, and one's own account.

use super::common::Moment;
use super::pages;
use crate::form::Form;
use crate::shell::Role;

data! {
    /// Name and password. Fields: `name`, `password`, `next`.
    pub struct SignInView {
        /// What was typed and refused.
        pub form: Form,
        /// Where to go afterwards.
        pub next: String,
    }

    /// The second factor. Field: `code`, six digits or a recovery code.
    pub struct CodeView {
        /// What was refused.
        pub form: Form,
        /// Where to go afterwards.
        pub next: String,
    }

    /// The first administrator. Fields: `organisation`, `name`, `password`, `again`. Posted to the page's own address.
    pub struct SetUpView {
        /// What was typed and refused.
        pub form: Form,
        /// Least length of a password, in characters.
        pub least: u64,
    }

    /// A new password from a link. Fields: `password`, `again`. Posted to the page's own address.
    pub struct NewPasswordView {
        /// Whose account it is.
        pub name: String,
        /// What was refused.
        pub form: Form,
        /// Least length of a password, in characters.
        pub least: u64,
    }

    /// Enrolment of a second factor. Field: `code`.
    pub struct TwoFactorView {
        /// The QR code as an SVG document; shown as a picture, so that nothing in it can run.
        pub qr: String,
        /// The same secret to type, in groups of four.
        pub secret: String,
        /// What was refused.
        pub form: Form,
    }

    /// Recovery codes, shown once.
    pub struct RecoveryView {
        /// The codes.
        pub codes: Vec<String>,
    }

    /// One's own account. Fields of the form: `current`, `password`, `again`.
    pub struct AccountView {
        /// The account's name.
        pub name: String,
        /// What it may do.
        pub role: Role,
        /// The change of password.
        pub form: Form,
        /// Least length of a password, in characters.
        pub least: u64,
        /// Whether a second factor is asked for.
        pub two_factor: bool,
        /// Recovery codes that are left.
        pub recovery_left: u64,
        /// Where the account is signed in.
        pub sessions: Vec<SessionRow>,
    }

    /// A place where the account is signed in.
    pub struct SessionRow {
        /// Its id, for the button that ends it.
        pub id: String,
        /// Browser and system.
        pub device: String,
        /// When it began.
        pub began: Moment,
        /// When it was last used.
        pub used: Moment,
        /// Whether it is this one.
        pub current: bool,
    }
}

pages! {
    /// `/sign-in`
    sign_in(SignInView) = "account/sign_in.html";
    /// `/sign-in/code`
    sign_in_code(CodeView) = "account/code.html";
    /// `/set-up/{link}`
    set_up(SetUpView) = "account/set_up.html";
    /// `/password/{link}`
    new_password(NewPasswordView) = "account/new_password.html";
    /// `/account/two-factor`
    two_factor(TwoFactorView) = "account/two_factor.html";
    /// After the enrolment of a second factor.
    recovery(RecoveryView) = "account/recovery.html";
    /// `/account`
    account(AccountView) = "account/account.html";
}
