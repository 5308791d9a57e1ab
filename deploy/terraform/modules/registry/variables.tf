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
