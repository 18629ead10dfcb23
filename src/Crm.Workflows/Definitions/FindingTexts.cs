using System.Collections.Frozen;
using Crm.Domain;

namespace Crm.Workflows.Definitions;

/// <summary>What findings say, in both languages: the sentence, and what to do about it. {0}, {1} are filled in.</summary>
internal static class FindingTexts
{
    private static readonly FrozenDictionary<string, (LocalText Sentence, LocalText Hint)> Known = new Dictionary<string, (LocalText, LocalText)>
    {
        ["DEF-ROOT"] = (
            new("The procedure has no steps.", "В регламенте нет шагов."),
            new("Add a flowchart as the root.", "Добавьте блок-схему как корень.")),
        ["UN-04"] = (
            new("Step \"{0}\" is a placeholder for a step this release does not know.", "Шаг «{0}» стоит вместо шага, неизвестного этому выпуску."),
            new("Replace it, or install the release that knows it.", "Замените его или установите выпуск, которому он известен.")),
        ["ACT-UNSUPPORTED"] = (
            new("Steps of type {0} cannot be executed by this release.", "Шаги вида {0} этот выпуск не выполняет."),
            new("Replace the step; it is kept unchanged until then.", "Замените шаг; до этого он хранится без изменений.")),
        ["FC-TOKEN"] = (
            new("The merge mode of step \"{0}\" is not used.", "Режим слияния шага «{0}» не используется."),
            new("Put a Join with the mode you need before the step.", "Поставьте перед шагом слияние с нужным режимом.")),
        ["FC-TOKEN.options"] = (
            new("The procedure asks for token mode; it runs in counter mode.", "Регламент просит режим маркеров; он выполняется в режиме счётчиков."),
            new("Check its joins.", "Проверьте его слияния.")),
        ["ND-ID"] = (
            new("Two steps have the same id.", "У двух шагов один идентификатор."),
            new("Give one of them another id.", "Дайте одному из них другой идентификатор.")),
        ["ND-ID.missing"] = (
            new("A step has no id.", "У шага нет идентификатора."),
            new("Save it again from the editor.", "Сохраните его заново из редактора.")),
        ["ND-ID.states"] = (
            new("Two states are named \"{0}\".", "Два состояния названы «{0}»."),
            new("Rename one of them.", "Переименуйте одно из них.")),
        ["ND-ID.files"] = (
            new("Another file has the definition {0} too.", "Описание {0} есть и в другом файле."),
            new("Leave one of them out.", "Уберите один из файлов.")),
        ["SR-04"] = (
            new("The type of \"{0}\" is not known here; it takes any value.", "Тип «{0}» здесь неизвестен; подойдёт любое значение."),
            new("Choose a known type.", "Выберите известный тип.")),
        ["SR-04.variable"] = (
            new("The type of variable \"{0}\" is not known here; it holds any value.", "Тип переменной «{0}» здесь неизвестен; она хранит любое значение."),
            new("Choose a known type.", "Выберите известный тип.")),
        ["EX-CONVERT"] = (
            new("The value of \"{0}\" does not fit: {1}", "Значение «{0}» не подходит: {1}"),
            new("Correct the value.", "Исправьте значение.")),
        ["EX-CONVERT.variable"] = (
            new("The first value of variable \"{0}\" does not fit its type; it starts empty.", "Начальное значение переменной «{0}» не подходит к её типу; она начинается пустой."),
            new("Correct the value or the type.", "Исправьте значение или тип.")),
        ["VA-DUP"] = (
            new("Two variables are named \"{0}\".", "Две переменные названы «{0}»."),
            new("Rename one of them.", "Переименуйте одну из них.")),
        ["VA-02"] = (
            new("Step \"{0}\" reads \"{1}\", which has its first value again after \"{2}\" has waited.", "Шаг «{0}» читает «{1}», а она после ожидания в «{2}» снова имеет начальное значение."),
            new("Store the variable with the run.", "Храните переменную вместе с ходом регламента.")),
        ["CRM-ENTRY"] = (
            new("The entry of stage \"{0}\" is not a direct step of the main flow.", "Вход в этап «{0}» — не прямой шаг главной схемы."),
            new("Move the entry to the main flow.", "Перенесите вход в главную схему.")),
        ["CRM-ENTRY.twice"] = (
            new("Stage \"{0}\" has more than one entry.", "У этапа «{0}» больше одного входа."),
            new("Mark one step only.", "Отметьте только один шаг.")),
        ["CRM-ENTRY.none"] = (
            new("Work in stage \"{0}\" begins nowhere: no step is marked as its entry.", "Работа на этапе «{0}» нигде не начинается: ни один шаг не отмечен как вход."),
            new("Mark the step where the stage begins.", "Отметьте шаг, с которого этап начинается.")),
        ["CRM-ENTRY.parallel"] = (
            new("The entry of stage \"{0}\" stands in one of several branches of \"{1}\" that run at the same time.", "Вход в этап «{0}» стоит в одной из ветвей «{1}», идущих одновременно."),
            new("Let the stage begin where nothing else runs beside it.", "Начните этап там, где рядом ничего не выполняется.")),
        ["CRM-ENTRY.noStage"] = (
            new("Step \"{0}\" is marked as an entry but belongs to no stage.", "Шаг «{0}» отмечен как вход, но не относится ни к одному этапу."),
            new("Choose its stage.", "Выберите его этап.")),
        ["CRM-STAGE"] = (
            new("Step \"{0}\" names the stage \"{1}\", which is not in the flow of the deal type.", "Шаг «{0}» называет этап «{1}», которого нет в схеме вида сделки."),
            new("Choose one of its stages.", "Выберите один из её этапов.")),
        ["CRM-STAGE.working"] = (
            new("Step \"{0}\" moves the deal to \"{1}\", where a deal only ends.", "Шаг «{0}» переводит сделку в «{1}», где сделка только завершается."),
            new("Close the deal with the step that records the result.", "Завершайте сделку шагом, который фиксирует результат.")),
        ["CRM-GATE"] = (
            new("Step \"{0}\" asks the check \"{1}\", which the stages of the deal type do not have.", "Шаг «{0}» спрашивает контроль «{1}», которого нет на этапах вида сделки."),
            new("Choose one of their checks.", "Выберите один из их контролей.")),
        ["CRM-MOVE"] = (
            new("Step \"{0}\" moves the deal from \"{1}\" to \"{2}\", which the flow of the deal type does not permit.", "Шаг «{0}» переводит сделку из «{1}» в «{2}», а схема вида сделки этого не допускает."),
            new("Permit the move in the flow, or move to another stage.", "Разрешите переход в схеме или переводите в другой этап.")),
        ["CRM-TYPE"] = (
            new("Deals of type \"{0}\" run under this procedure, but it does not say so.", "Сделки вида «{0}» идут по этому регламенту, но он этого не говорит."),
            new("Write the deal type into crm:dealType.", "Укажите вид сделки в crm:dealType.")),
        ["VP-NAME"] = (
            new("Another procedure is named \"{0}\".", "Другой регламент уже назван «{0}»."),
            new("Choose another name.", "Выберите другое название.")),
        ["CN-03"] = (
            new("A connection from \"{0}\" to \"{1}\" leads to a step that does not exist.", "Связь от «{0}» к «{1}» ведёт к шагу, которого нет."),
            new("Connect it again or remove it.", "Соедините заново или удалите связь.")),
        ["CN-03.parked"] = (
            new("A connection from \"{0}\" to \"{1}\" was set aside because a step is missing.", "Связь от «{0}» к «{1}» отложена: одного из шагов нет."),
            new("Connect it again or remove it.", "Соедините заново или удалите связь.")),
        ["CN-03.states"] = (
            new("State machine \"{0}\" has no states.", "У автомата «{0}» нет состояний."),
            new("Add a state.", "Добавьте состояние.")),
        ["CN-03.noInitial"] = (
            new("State machine \"{0}\" has no initial state; it is over as soon as it begins.", "У автомата «{0}» нет начального состояния; он заканчивается, едва начавшись."),
            new("Choose one of its states.", "Выберите одно из его состояний.")),
        ["CN-03.initial"] = (
            new("It begins in \"{0}\", a state that does not exist.", "Он начинается в состоянии «{0}», которого нет."),
            new("Choose one of its states.", "Выберите одно из его состояний.")),
        ["CN-03.way"] = (
            new("Way \"{0}\" has a state that does not exist: \"{1}\".", "У перехода «{0}» указано состояние, которого нет: «{1}»."),
            new("Choose one of its states.", "Выберите одно из его состояний.")),
        ["CN-05"] = (
            new("The same connection exists twice; one is enough.", "Одна и та же связь проведена дважды; достаточно одной."),
            new("Remove one of them.", "Удалите одну из них.")),
        ["CN-PORT"] = (
            new("Step \"{0}\" has no outcome \"{1}\".", "У шага «{0}» нет исхода «{1}»."),
            new("Connect one of its outcomes.", "Соедините один из его исходов.")),
        ["FC-03"] = (
            new("The way back from \"{0}\" leads to \"{1}\", which is not passed on every path.", "Возврат из «{0}» ведёт к «{1}», через который проходят не все пути."),
            new("Lead it back to a step that every path passes.", "Ведите его к шагу, через который проходит каждый путь.")),
        ["FC-DANGLING"] = (
            new("Step \"{0}\" cannot be reached.", "Шаг «{0}» недостижим."),
            new("Connect it or remove it.", "Соедините его или удалите.")),
        ["FC-JOIN-DEAD"] = (
            new("\"{0}\" waits for several answers of \"{1}\", of which only one comes.", "«{0}» ждёт нескольких ответов «{1}», а приходит только один."),
            new("Wait for any branch, or for the active ones.", "Ждите любую ветвь или действующие.")),
        ["FC-NOEXIT"] = (
            new("The loop through \"{0}\" has no way out.", "У цикла через «{0}» нет выхода."),
            new("Connect an outcome that leaves the loop.", "Соедините исход, который выводит из цикла.")),
        ["IN-03"] = (
            new("Input \"{0}\" is ignored: its value has no type.", "Поле «{0}» не учитывается: у его значения нет типа."),
            new("Enter the value again.", "Введите значение заново.")),
        ["IN-REQUIRED"] = (
            new("Step \"{0}\" needs \"{1}\".", "Шагу «{0}» нужно «{1}»."),
            new("Fill it in.", "Заполните поле.")),
        ["TR-03"] = (
            new("\"{0}\" of a start trigger cannot depend on a running instance.", "«{0}» запускающего шага не может зависеть от идущего хода."),
            new("Enter a fixed value.", "Введите постоянное значение.")),
        ["TR-CRON"] = (
            new("The times of \"{0}\" cannot be read: {1}", "Не удалось прочитать время шага «{0}»: {1}"),
            new("Write six fields: second, minute, hour, day, month, day of the week.", "Запишите шесть полей: секунда, минута, час, день, месяц, день недели.")),
        ["EX-SCOPE"] = (
            new("\"{0}\" reads a variable that does not exist here.", "«{0}» читает переменную, которой здесь нет."),
            new("Choose a variable of this flow.", "Выберите переменную этой схемы.")),
        ["EX-SCOPE.output"] = (
            new("Output \"{0}\" fills a variable that does not exist here.", "Результат «{0}» пишется в переменную, которой здесь нет."),
            new("Choose a variable of this flow.", "Выберите переменную этой схемы.")),
        ["EX-SCOPE.set"] = (
            new("The step sets a variable that does not exist here.", "Шаг задаёт переменную, которой здесь нет."),
            new("Choose a variable of this flow.", "Выберите переменную этой схемы.")),
        ["EX-REFUSED"] = (
            new("Expressions in {0} are not executed.", "Выражения на {0} не выполняются."),
            new("Use a value, a variable, JavaScript or Liquid.", "Используйте значение, переменную, JavaScript или Liquid.")),
        ["EX-SYNTAX"] = (
            new("The expression of \"{0}\" is not valid: {1}", "Ошибка в выражении «{0}»: {1}"),
            new("Correct the expression.", "Исправьте выражение.")),
        ["FILE"] = (
            new("The file cannot be read: {0}", "Файл не удалось прочитать: {0}"),
            new("Check its name.", "Проверьте его имя.")),
        ["JSON"] = (
            new("This is not a definition: {0}", "Это не описание регламента: {0}"),
            new("Export it again.", "Выгрузите его заново.")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<KeyValuePair<string, (LocalText Sentence, LocalText Hint)>> All => Known;

    public static (LocalText Sentence, LocalText Hint) Of(string text, IReadOnlyList<object?> args) =>
        (Filled(Known[text].Sentence, args), Filled(Known[text].Hint, args));

    private static LocalText Filled(LocalText pattern, IReadOnlyList<object?> args) => new(Filled(pattern.En, "en", args), Filled(pattern.Ru, "ru", args));

    private static string Filled(string pattern, string language, IReadOnlyList<object?> args)
    {
        // Not by string.Format: what is filled in may hold braces, and so may a pattern of the future.
        for (var i = 0; i < args.Count; i++)
            pattern = pattern.Replace($"{{{i}}}", args[i] is LocalText own ? own.In(language) : args[i]?.ToString() ?? "", StringComparison.Ordinal);
        return pattern;
    }
}
