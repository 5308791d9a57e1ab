variable "subscription_id" {
  description = "Subscription of this stage."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.subscription_id))
    error_message = "subscription_id must be a UUID in small letters."
  }
}

variable "prefix" {
  description = "Start of all names; some must be unique in all of Azure."
  type        = string
  default     = "jobmatch"
}

variable "operator_addresses" {
  description = "Public addresses from which Terraform and operators work, such as 203.0.113.7."
  type        = list(string)
}

variable "admin_group_ids" {
  description = "Groups of Entra ID whose members administer the cluster."
  type        = list(string)
}

variable "alert_addresses" {
  description = "Who gets a mail when something is wrong."
  type        = list(string)
}

# Give these two as TF_VAR_mail_username and TF_VAR_mail_password: they end in the vault and not in the state.
variable "mail_username" {
  description = "Name at the mail server."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "mail_password" {
  description = "Password at the mail server."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "password_version" {
  description = "Raise it to give the database a new password."
  type        = number
  default     = 1
}

variable "mail_version" {
  description = "Raise it after the name or password at the mail server changed."
  type        = number
  default     = 1
}
