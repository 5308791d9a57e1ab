variable "name" {
  description = "Start of all names here, such as jobmatch-dev."
  type        = string
}

variable "location" {
  description = "Azure region."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group that everything is in."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "log_days" {
  description = "How long logs are kept; they carry ids and counts, never text of people."
  type        = number

  validation {
    condition     = var.log_days >= 30 && var.log_days <= 90
    error_message = "log_days must be 30 to 90."
  }
}

variable "alert_addresses" {
  description = "Who gets a mail when something is wrong."
  type        = list(string)

  validation {
    condition     = length(var.alert_addresses) > 0 && alltrue([for each in var.alert_addresses : can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", each))])
    error_message = "alert_addresses must be at least one mail address."
  }
}
